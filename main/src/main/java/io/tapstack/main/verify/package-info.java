/** Whether a deployed stack is as it was promised: checks that ask AWS, for `tap verify` and for the integration tests. */
package io.tapstack.main.verify;
