/** How long a synthesis takes, and what it needs; run by hand, no test. */
package io.tapstack.main.bench;
