/** What more than one function needs, and nothing else: settings, JSON, logs, problems, AWS clients. */
package io.tapstack.lambda.shared;
