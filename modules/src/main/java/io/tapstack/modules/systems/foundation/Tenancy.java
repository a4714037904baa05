package io.tapstack.modules.systems.foundation;

/** Whether an environment has its AWS account for itself. */
public enum Tenancy {
    /** Every copy of a system in the account is the environment's, whatever its suffix. */
    OWN_ACCOUNT,
    /** Other environments' copies stand beside: the environment's suffixes begin with its id. */
    SHARED_ACCOUNT
}
