/**
 * The build of everyday work: changed method bodies in the built jars, without Maven. The launcher script starts it; see
 * {@link io.tapstack.main.build.Patch}.
 */
package io.tapstack.main.build;
