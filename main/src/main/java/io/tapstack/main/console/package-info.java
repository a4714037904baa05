/** What the `tap` command says: results on standard output, progress and problems on standard error. */
package io.tapstack.main.console;
