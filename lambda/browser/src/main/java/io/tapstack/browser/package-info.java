/** What tests look at a page with: a real browser. */
package io.tapstack.browser;
