package org.odoobridge.outbound.delivery;

import java.util.Collection;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.odoobridge.core.journal.OrderSweeps;
import org.odoobridge.core.model.Sku;

/**
 * What a lane needs from outside.
 *
 * @param executor runs requests to the channel, each on its own virtual thread
 * @param changed called, on any thread, with items whose state at the channel changed: the journal
 *     and whoever watches should be told
 */
public record LaneEnvironment(
    Timers timers,
    Executor executor,
    OrderSweeps sweeps,
    RandomGenerator random,
    DeliveryMeters meters,
    Consumer<Collection<Sku>> changed) {}
