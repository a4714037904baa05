/** The portal's page as it is deployed: assets named after their content, and a manifest that says how each is served. */
package io.tapstack.lambda.portal.site;
