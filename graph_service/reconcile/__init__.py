"""Reconciliation: which of our things a row of somebody's table means.

The protocols (Reconciliation API 0.2 and 1.0-draft) are read into questions and written from
candidates; what lies between knows neither JSON nor HTTP.
"""
