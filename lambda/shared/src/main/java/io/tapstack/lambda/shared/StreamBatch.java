package io.tapstack.lambda.shared;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Works through a batch of a DynamoDB stream and says which records failed. The event source mapping must report batch
 * item failures.
 *
 * <p>A poison record is reported and passed over, so that it blocks nothing else; later records that must wait for it
 * are reported with it. Lambda then repeats everything from the first failure, which must be harmless. When something
 * needed cannot be reached the batch stops there, since every further record would only wait for the same time-out.
 */
public final class StreamBatch {
    /** Handles one record at a time. */
    public interface Consumer {
        /**
         * Handles the record; doing it again must do nothing more.
         *
         * @throws PoisonRecordException where it can never be handled
         * @throws UnavailableException where it may be handled later
         */
        void consume(JsonObject record, JsonLog log);

        /** What later records share with this one if they must wait for it; nothing where the order does not matter. */
        default Optional<String> sequence(JsonObject record) {
            return Optional.empty();
        }
    }

    private final Consumer consumer;
    private final String counts;

    /**
     * Counts what Lambda does not, since an invocation that reports failures succeeds: {@code <counts>PoisonRecords}
     * and {@code <counts>StoppedBatches}.
     *
     * @param counts starts the names of the metrics
     */
    public StreamBatch(Consumer consumer, String counts) {
        this.consumer = consumer;
        this.counts = counts;
    }

    /** Reads Lambda's event, handles it and writes the partial batch response. */
    public void answer(InputStream event, OutputStream response, BooleanSupplier outOfTime, JsonLog log)
            throws IOException {
        var failures = process(Json.object(event).items("Records", JsonObject.class), outOfTime, log).stream()
                .map(number -> Map.of("itemIdentifier", number))
                .toList();
        response.write(Json.write(Map.of("batchItemFailures", failures)).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Handles the records in their order.
     *
     * @param outOfTime whether too little of the function's time is left for another record
     * @return the sequence numbers of the failed records, in order
     */
    public List<String> process(List<JsonObject> records, BooleanSupplier outOfTime, JsonLog log) {
        var failed = new ArrayList<String>();
        var blocked = new HashSet<String>();
        for (var record : records) {
            // Without a sequence number nothing can be reported: the whole batch fails and Lambda bisects it.
            var sequenceNumber =
                    sequenceNumber(record).orElseThrow(() -> new PoisonRecordException("SequenceNumber is missing"));
            var sequence = consumer.sequence(record);
            if (outOfTime.getAsBoolean()) {
                log.warn("out of time", Map.of("sequenceNumber", sequenceNumber));
                failed.add(sequenceNumber);
                return failed;
            }
            try {
                if (sequence.filter(blocked::contains).isPresent()) {
                    throw new PoisonRecordException("follows a failed record of the same item");
                }
                consumer.consume(record, log);
            } catch (PoisonRecordException e) {
                log.error("poison record", e, Map.of("sequenceNumber", sequenceNumber, "problem", e.getMessage()));
                log.count(counts + "PoisonRecords");
                sequence.ifPresent(blocked::add);
                failed.add(sequenceNumber);
            } catch (UnavailableException e) {
                log.error("stopped", e, Map.of("sequenceNumber", sequenceNumber, "problem", e.getMessage()));
                log.count(counts + "StoppedBatches");
                failed.add(sequenceNumber);
                return failed;
            }
        }
        return failed;
    }

    private static Optional<String> sequenceNumber(JsonObject record) {
        return record.object("dynamodb").flatMap(change -> change.string("SequenceNumber"));
    }
}
