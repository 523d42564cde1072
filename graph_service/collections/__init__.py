"""Collections: places, periods and routes as the tools of others read them.

Data in, bytes out: what is selected and how it is written are plain functions of a release.
"""
