package org.odoobridge.app;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.odoobridge.core.journal.ReferenceFeed;
import org.odoobridge.core.model.ExternalRef;

/** Lets inbound subscribe to references before outbound, which needs inbound's demand, is there. */
final class LateReferences implements ReferenceFeed {
  private final List<Consumer<ExternalRef>> listeners = new CopyOnWriteArrayList<>();

  @Override
  public void subscribe(Consumer<ExternalRef> listener) {
    listeners.add(listener);
  }

  /** Passes on what {@code source} sees from now on; called once, before it starts. */
  void follow(ReferenceFeed source) {
    source.subscribe(reference -> listeners.forEach(listener -> listener.accept(reference)));
  }
}
