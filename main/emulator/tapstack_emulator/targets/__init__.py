"""Where AWS's services send events and messages: functions, queues, topics, buses, log groups."""
