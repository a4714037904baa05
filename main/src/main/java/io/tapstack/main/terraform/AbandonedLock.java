package io.tapstack.main.terraform;

import io.tapstack.main.console.Failure;
import io.tapstack.main.process.KnownProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** The state lock of a Terraform that was killed before it could let go. */
public record AbandonedLock(Terraform terraform, StateStore store) {

    /**
     * Refuses while a Terraform of ours still works on the stack.
     *
     * @return whether one was killed while it did
     */
    public boolean wasKilled() {
        Optional<KnownProcess> former = KnownProcess.read(terraform.note());
        if (former.filter(KnownProcess::isAlive).isPresent()) {
            throw new Failure(
                    "Terraform still works on " + terraform.stack().name() + " (process "
                            + former.get().pid() + ", of an earlier tap that was killed)",
                    "wait until it has ended, then run the same command again");
        }
        return former.isPresent();
    }

    /** Releases the lock, if there is one. The folder must be prepared; returns whether there was one. */
    public boolean release() {
        Optional<String> lock = store.lockId(terraform.stack().state());
        lock.ifPresent(terraform::forceUnlock);
        try {
            Files.deleteIfExists(terraform.note());
        } catch (IOException e) {
            throw new Failure("cannot remove " + terraform.note(), e);
        }
        return lock.isPresent();
    }
}
