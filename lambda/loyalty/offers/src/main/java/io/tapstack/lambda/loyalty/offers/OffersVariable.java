package io.tapstack.lambda.loyalty.offers;

/** The environment variables the function reads: its contract with whoever deploys it. */
public enum OffersVariable {
    MEMBERS_TABLE_NAME,
    /** Name of the members table's index of who wants offers, by tier and last activity. */
    OFFERS_INDEX_NAME,
    /** The table of runs. */
    OFFERS_TABLE_NAME,
    EVENT_BUS_NAME,
    /** Queue for what could not be delivered. */
    FAILURES_QUEUE_URL,
    /** The address that e-mails come from; its domain or itself is an SES identity. */
    SENDER_ADDRESS,
    CONFIGURATION_SET_NAME,
    /** SES template with the variables {@code tier} and {@code offer}. */
    TEMPLATE_NAME,
    /** The account's sending rate in SES is the upper bound. */
    EMAILS_PER_SECOND,
    /** Tiers that get offers, with commas between them. */
    OFFER_TIERS,
    /** Members who did nothing for so many days get none. */
    ACTIVE_WITHIN_DAYS,
    /** Optional: DEBUG, INFO (default), WARN or ERROR. */
    LOG_LEVEL
}
