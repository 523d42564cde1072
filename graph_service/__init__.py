"""The service that publishes the graph of Izmir's heritage."""
