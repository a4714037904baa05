/** What makes synthesis start quickly must not change what it writes. */
package io.tapstack.main.jsii;
