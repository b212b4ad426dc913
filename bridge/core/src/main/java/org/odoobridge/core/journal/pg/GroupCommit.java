package org.odoobridge.core.journal.pg;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.journal.JournalUnavailable;

/**
 * One writer that commits for many callers: a batch is whatever gathered while the commit before
 * was running, so an idle journal commits one message at once and a busy one shares each fsync.
 *
 * @param <T> what is written
 * @param <R> result per written thing
 */
final class GroupCommit<T, R> {
  private final BlockingQueue<Waiting<T, R>> queue;
  private final Function<List<T>, List<R>> commit;
  private final int maxBatch;
  private final Thread writer;
  private volatile boolean stopping;

  private record Waiting<T, R>(T item, CompletableFuture<R> result) {}

  /**
   * @param capacity callers waiting at most; more are refused
   * @param commit writes a batch durably and returns one result per item, or throws for all
   */
  GroupCommit(String name, int capacity, int maxBatch, Function<List<T>, List<R>> commit) {
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.commit = commit;
    this.maxBatch = maxBatch;
    this.writer = Thread.ofPlatform().name(name).daemon(true).start(this::run);
  }

  /**
   * Writes {@code item} and returns after its commit.
   *
   * @throws JournalUnavailable when the queue is full, the wait is over or the commit failed; after
   *     the latter two the item may still be or become durable
   */
  R write(T item, Duration wait) {
    Waiting<T, R> waiting = new Waiting<>(item, new CompletableFuture<>());
    if (stopping || !queue.offer(waiting)) {
      throw new JournalUnavailable(
          stopping ? "the journal is closing" : "the journal's queue is full");
    }
    try {
      return waiting.result().get(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new JournalUnavailable("no commit within " + wait.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw new JournalUnavailable("the commit failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JournalUnavailable("interrupted while waiting for the commit", e);
    }
  }

  int depth() {
    return queue.size();
  }

  /**
   * Commits what waits, refuses what comes, and ends the writer, at the latest after {@code
   * deadline}.
   */
  void close(Duration deadline) {
    stopping = true;
    try {
      writer.join(deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    writer.interrupt();
    fail(drain(), new JournalUnavailable("the journal is closing"));
  }

  private void run() {
    try {
      while (true) {
        Waiting<T, R> first = next();
        if (first == null) {
          return;
        }
        List<Waiting<T, R>> batch = new ArrayList<>();
        batch.add(first);
        queue.drainTo(batch, maxBatch - 1);
        commit(batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable Waiting<T, R> next() throws InterruptedException {
    while (true) {
      Waiting<T, R> first = queue.poll(100, TimeUnit.MILLISECONDS);
      if (first != null || stopping) {
        return first;
      }
    }
  }

  private void commit(List<Waiting<T, R>> batch) {
    List<R> results;
    try {
      results = commit.apply(batch.stream().map(Waiting::item).toList());
    } catch (JournalUnavailable e) {
      fail(batch, e);
      return;
    } catch (RuntimeException e) {
      if (batch.size() == 1) {
        fail(batch, e);
      } else {
        // One bad message must not refuse its neighbours; alone each shows what it is.
        batch.forEach(one -> commit(List.of(one)));
      }
      return;
    }
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).result().complete(results.get(i));
    }
  }

  private void fail(List<Waiting<T, R>> batch, RuntimeException cause) {
    batch.forEach(waiting -> waiting.result().completeExceptionally(cause));
  }

  private List<Waiting<T, R>> drain() {
    List<Waiting<T, R>> rest = new ArrayList<>();
    queue.drainTo(rest);
    return rest;
  }
}
