package io.tapstack.main.localaws;

/**
 * An instance that runs its user data in the emulated AWS.
 *
 * @param group of Auto Scaling; null without one
 * @param state by EC2's names: {@code running}
 * @param health by the load balancer's names: {@code unhealthy}; null without one
 * @param pid of its application; null while there is none
 * @param port on 127.0.0.1 at which its application is; null while there is none
 * @param started when, as ISO 8601
 */
public record InstanceStatus(
        String id, String group, String state, String health, Long pid, Integer port, String started) {}
