package io.tapstack.modules.systems.loyalty;

import io.tapstack.modules.apigateway.PublicApi;
import io.tapstack.modules.cognito.UserPool;
import io.tapstack.modules.events.FunctionSchedule;
import io.tapstack.modules.lambda.JavaFunction;
import io.tapstack.modules.messaging.Topic;
import io.tapstack.modules.s3.SecureBucket;

/** What the finished system consists of: what is watched, and what is told to others. */
record LoyaltyParts(
        LoyaltyTables tables,
        LoyaltyQueues queues,
        LoyaltyOffers offers,
        LoyaltyKeys keys,
        SecureBucket.Ref assets,
        UserPool.Ref users,
        JavaFunction.Ref apiFunction,
        JavaFunction.Ref expiry,
        JavaFunction.Ref offersFunction,
        FunctionSchedule.Ref offersSchedule,
        PublicApi api,
        Topic.Ref alerts) {}
