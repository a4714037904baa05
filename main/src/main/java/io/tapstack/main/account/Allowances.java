package io.tapstack.main.account;

import static io.tapstack.main.account.Calls.call;

import io.tapstack.environments.Quota;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AccountLimit;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** What an account allows of each quota, and what others use of it. */
public final class Allowances {
    /**
     * Families that the quota of Standard instances counts: A, C, D, H, I, M, R, T, Z.
     *
     * @see <a href="https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-quotas.html">Amazon EC2 instance type
     *     quotas</a>
     */
    private static final Pattern STANDARD = Pattern.compile("(?!dl|hpc|inf|mac|trn)[acdhimrtz].*");

    private final LambdaClient lambda;
    private final Ec2Client ec2;
    private final ServiceQuotas quotas;
    private final Own own;

    public Allowances(CallerAccount account, Own own) {
        this.lambda = account.client(LambdaClient.builder());
        this.ec2 = account.client(Ec2Client.builder());
        this.quotas = new ServiceQuotas(account);
        this.own = own;
    }

    /** @throws MissingPermission if the caller may not read it */
    public Allowance of(Quota quota) {
        return switch (quota) {
            case CONCURRENCY -> concurrency();
            case VPCS -> new Allowance(quotas.value(quota), vpcs());
            case ADDRESSES -> new Allowance(quotas.value(quota), addresses());
            case PROCESSORS -> new Allowance(quotas.value(quota), processors());
            case RULES -> new Allowance(quotas.value(quota), 0);
        };
    }

    /** As Lambda itself answers: Service Quotas may show 1,000 to a new account that has 10. */
    private Allowance concurrency() {
        AccountLimit limit =
                call("lambda:GetAccountSettings", lambda::getAccountSettings).accountLimit();
        int reserved = limit.concurrentExecutions() - limit.unreservedConcurrentExecutions();
        int ours = own.functions().stream().mapToInt(this::reserved).sum();
        return new Allowance(limit.concurrentExecutions(), reserved - ours);
    }

    private int reserved(String function) {
        try {
            Integer reserved = call(
                            "lambda:GetFunctionConcurrency",
                            () -> lambda.getFunctionConcurrency(request -> request.functionName(function)))
                    .reservedConcurrentExecutions();
            return reserved == null ? 0 : reserved;
        } catch (ResourceNotFoundException notDeployed) {
            return 0;
        }
    }

    private int vpcs() {
        return call("ec2:DescribeVpcs", () -> (int) ec2.describeVpcsPaginator().vpcs().stream()
                .filter(vpc -> isOthers(vpc.tags()))
                .count());
    }

    private int addresses() {
        return call("ec2:DescribeAddresses", () -> (int) ec2.describeAddresses().addresses().stream()
                .filter(address -> isOthers(address.tags()))
                .count());
    }

    private int processors() {
        Map<String, Long> byType = call("ec2:DescribeInstances", () -> ec2
                .describeInstancesPaginator(request -> request.filters(Filter.builder()
                        .name("instance-state-name")
                        .values("pending", "running")
                        .build()))
                .reservations()
                .stream()
                .flatMap(reservation -> reservation.instances().stream())
                .filter(instance -> isOthers(instance.tags()) && isOnDemand(instance))
                .map(Instance::instanceTypeAsString)
                .filter(STANDARD.asMatchPredicate())
                .collect(Collectors.groupingBy(type -> type, Collectors.counting())));
        if (byType.isEmpty()) {
            return 0;
        }
        return call("ec2:DescribeInstanceTypes", () -> ec2
                .describeInstanceTypesPaginator(request -> request.instanceTypesWithStrings(byType.keySet()))
                .instanceTypes()
                .stream()
                .mapToInt(type -> type.vCpuInfo().defaultVCpus()
                        * byType.get(type.instanceTypeAsString()).intValue())
                .sum());
    }

    /** A Spot or scheduled instance says so. */
    private static boolean isOnDemand(Instance instance) {
        return instance.instanceLifecycleAsString() == null;
    }

    private boolean isOthers(Iterable<Tag> tags) {
        for (Tag tag : tags) {
            if (tag.key().equals(Own.TAG) && tag.value().equals(own.suffix())) {
                return false;
            }
        }
        return true;
    }
}
