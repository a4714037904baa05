/** The {@code portal-migrations} function: brings the portal's schema up to date before instances serve it. */
package io.tapstack.lambda.portal.migrations;
