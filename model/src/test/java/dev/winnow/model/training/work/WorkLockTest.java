package dev.winnow.model.training.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkLockTest {
    @TempDir
    private Path folder;

    @Test
    void shouldKeepASecondTrainingOfThisProcessOut() throws IOException {
        // Given: the same bundle by another name of its folder
        Path alias = Files.createSymbolicLink(folder.resolve("alias"), Files.createDirectory(folder.resolve("models")));
        WorkFolder work = WorkFolder.beside(folder.resolve("models/bundle"));
        WorkFolder same = WorkFolder.beside(alias.resolve("bundle"));

        // When
        WorkLock lock = work.lock();

        // Then
        assertThatThrownBy(same::lock)
                .isInstanceOf(WorkException.class)
                .hasMessageStartingWith("another training is at work in " + same.path());
        lock.close();
        same.lock().close();
        assertThat(folder.resolve("models")).isEmptyDirectory();
    }

    @Test
    void shouldLetOtherBundlesAlone() {
        try (WorkLock lock = WorkFolder.beside(folder.resolve("a")).lock();
                WorkLock other = WorkFolder.beside(folder.resolve("b")).lock()) {
            assertThat(lock).isNotSameAs(other);
        }
    }

    @Test
    void shouldKeepOtherProcessesOutUntilTheHolderIsGone() throws Exception {
        // Given
        WorkFolder work = WorkFolder.beside(folder.resolve("bundle"));
        Process holder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        folder.resolve("bundle").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("locked");

            // When, Then: twice, because the first refusal must not break the lock
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(work::lock).hasMessageContaining("another training is at work");
            }
        } finally {
            holder.destroyForcibly().waitFor();
        }
        work.lock().close();
    }

    /** Locks a work folder until it is killed. */
    static final class LockHolder {
        private LockHolder() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] args) throws IOException {
            WorkLock lock = WorkFolder.beside(Path.of(args[0])).lock();
            System.out.println("locked");
            System.in.read();
            lock.close();
        }
    }
}
