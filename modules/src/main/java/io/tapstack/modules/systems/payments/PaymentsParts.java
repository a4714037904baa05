package io.tapstack.modules.systems.payments;

import io.tapstack.modules.apigateway.PublicApi;
import io.tapstack.modules.lambda.JavaFunction;
import io.tapstack.modules.messaging.Queue;
import io.tapstack.modules.messaging.Topic;
import io.tapstack.modules.network.Network;
import io.tapstack.modules.rds.PostgresDatabase;
import io.tapstack.modules.s3.SecureBucket;

/** What the finished system consists of: what is watched, and what is told to others. */
record PaymentsParts(
        Network.Ref network,
        PaymentsKeys keys,
        PaymentsTables tables,
        SecureBucket.Ref audit,
        PostgresDatabase.Ref database,
        Queue.Ref failures,
        JavaFunction.Ref apiFunction,
        JavaFunction.Ref ledger,
        PublicApi api,
        Topic.Ref alerts) {}
