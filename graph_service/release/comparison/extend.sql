-- What a log has of records since they are compared too.
ALTER TABLE entities ADD COLUMN links TEXT;

ALTER TABLE entities ADD COLUMN repeated TEXT;
