/** The AWS account of an environment before a deploy: what it allows, and what is in use. Reads, changes nothing. */
package io.tapstack.main.account;
