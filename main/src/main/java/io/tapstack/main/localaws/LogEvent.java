package io.tapstack.main.localaws;

import java.time.Instant;

/** A line that a function wrote. */
public record LogEvent(String id, Instant time, String stream, String message) {}
