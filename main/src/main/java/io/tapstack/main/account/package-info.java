/** The AWS account of an environment, with its caller's rights; before a deploy, what it allows, and what is in use. */
package io.tapstack.main.account;
