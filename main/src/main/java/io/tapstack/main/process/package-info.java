/** The machine that `tap` finds itself on, and the programs it runs there. */
package io.tapstack.main.process;
