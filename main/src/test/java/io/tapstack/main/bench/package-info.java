/** How long a synthesis and a request take, and where the time goes; run by hand, no test. */
package io.tapstack.main.bench;
