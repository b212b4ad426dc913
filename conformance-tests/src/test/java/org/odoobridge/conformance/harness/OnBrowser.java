package org.odoobridge.conformance.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test that needs a real browser; skipped with the reason printed when none is switched on. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnBrowser.Condition.class)
public @interface OnBrowser {
  /** Asks {@link Browser#whyNot}. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return Browser.whyNot()
          .map(
              reason -> {
                System.out.println(context.getDisplayName() + " is skipped: " + reason);
                return ConditionEvaluationResult.disabled(reason);
              })
          .orElseGet(() -> ConditionEvaluationResult.enabled("a browser is switched on"));
    }
  }
}
