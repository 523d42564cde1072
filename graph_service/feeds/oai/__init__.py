"""OAI-PMH 2.0: every record in Dublin Core, CIDOC CRM and, for heritage objects, EDM and LIDO.

A record is an entity in a format. Its datestamp is the time of the latest change of the entity in
the change log; withdrawn and moved ones stay listed as deleted for ever.

From the request to the response: `arguments` (with `dates`) → `lists` (with `tokens`) → `formats`
(`dublin_core`, `crm`, `lido`, and `graph_service.profiles.edm`) → `responses`. `provider` puts
them together.
"""
