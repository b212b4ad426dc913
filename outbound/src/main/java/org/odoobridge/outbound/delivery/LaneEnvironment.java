package org.odoobridge.outbound.delivery;

import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.odoobridge.core.journal.OrderSweeps;

/**
 * What a lane needs from outside.
 *
 * @param executor runs requests to the channel, each on its own virtual thread
 * @param changed called, on any thread, when the journal should be told something
 */
public record LaneEnvironment(
    Timers timers,
    Executor executor,
    OrderSweeps sweeps,
    RandomGenerator random,
    DeliveryMeters meters,
    Runnable changed) {}
