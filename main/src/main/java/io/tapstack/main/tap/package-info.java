/** The commands of `tap`. */
package io.tapstack.main.tap;
