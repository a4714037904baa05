/** The emulated AWS on this machine: what it needs, its process, its life. */
package io.tapstack.main.localaws;
