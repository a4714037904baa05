/** Shows that what was deployed works, as a client of it would see. */
package io.tapstack.main.demo;
