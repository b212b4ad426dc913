package org.odoobridge.app.preflight;

import java.util.List;

/** Looks at one thing. What is wrong is a finding; an exception means the check could not run. */
public interface Check {
  /** What is looked at, as findings name it. */
  String about();

  /** Blocks until looked at, with its own time limits. */
  List<Finding> look() throws Exception;
}
