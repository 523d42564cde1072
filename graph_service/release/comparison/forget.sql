-- What was found is in the log now.
DROP TABLE found;

DROP TABLE repeating;
