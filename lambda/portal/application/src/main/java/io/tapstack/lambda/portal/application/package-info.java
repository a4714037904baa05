/**
 * The portal's application tier: a small HTTP service on EC2 instances behind the load balancer, over the JDK's own
 * server.
 */
package io.tapstack.lambda.portal.application;
