package io.tapstack.main.localaws;

import java.util.List;

/**
 * An e-mail that SES took, as its recipients have it.
 *
 * @param from sender's address
 * @param text null if it has none
 */
public record Email(String from, List<String> to, String subject, String text) {}
