package org.odoobridge.testkit.odoo;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.odoo.orm.OdooError;

/**
 * A call that a protocol understood, before it runs.
 *
 * @param uid who calls; 0 when that is not known yet
 * @param model empty for calls that concern no model
 * @param work runs it in its own transaction; null is Python's None
 * @param result the answer to a value
 * @param error the answer to a refusal
 */
record Call(
    int uid,
    String model,
    String method,
    List<Object> args,
    Map<String, Object> kwargs,
    Supplier<@Nullable Object> work,
    Function<@Nullable Object, Reply> result,
    Function<OdooError, Reply> error) {}
