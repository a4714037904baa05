/**
 * The construct library: {@code core} holds plain values, every other package one construct and what belongs to it,
 * {@code systems} the stacks built from them.
 */
package io.tapstack.modules;
