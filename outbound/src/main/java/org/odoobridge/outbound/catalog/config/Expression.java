package org.odoobridge.outbound.catalog.config;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A text with {@code {{names}}} in it (Mustache): values are put in, and {@code
 * {{#name}}…{{/name}}} or {@code {{^name}}…{{/name}}} show a part when there is or is not a value.
 * It can do nothing else.
 */
public final class Expression {
  private static final Mustache.Compiler COMPILER =
      Mustache.compiler().defaultValue("").emptyStringIsFalse(true);

  private final String source;
  private final Template template;
  private final Set<String> names;

  private Expression(String source, Template template, Set<String> names) {
    this.source = source;
    this.template = template;
    this.names = Collections.unmodifiableSet(names);
  }

  /**
   * @param html whether values are plain text that is put into HTML: {@code {{name}}} escapes it,
   *     {@code {{{name}}}} does not
   * @throws IllegalArgumentException with what is wrong in the text
   */
  public static Expression of(String source, boolean html) {
    try {
      Template template = COMPILER.escapeHTML(html).compile(source);
      Names names = new Names();
      template.visit(names);
      return new Expression(source, template, names.found);
    } catch (MustacheException e) {
      throw new IllegalArgumentException("'" + source + "' cannot be read: " + e.getMessage(), e);
    }
  }

  /** Every name it asks for. */
  public Set<String> names() {
    return names;
  }

  /**
   * The text for one product.
   *
   * @param values text by name; a name that is missing counts as empty
   */
  public String render(Map<String, ?> values) {
    return template.execute(values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Expression that && that.source.equals(source);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  @Override
  public String toString() {
    return source;
  }

  /** Collects names, and refuses what would not be one. */
  private static final class Names implements Mustache.Visitor {
    private final Set<String> found = new TreeSet<>();

    @Override
    public void visitText(String text) {
      if (text.contains("{{") || text.contains("}}")) {
        throw new MustacheException("braces without their counterpart in '" + text.strip() + "'");
      }
    }

    @Override
    public void visitVariable(String name) {
      found.add(name);
    }

    @Override
    public boolean visitInclude(String name) {
      throw new MustacheException("'{{> " + name + "}}' would include a file");
    }

    @Override
    public boolean visitSection(String name) {
      found.add(name);
      return true;
    }

    @Override
    public boolean visitInvertedSection(String name) {
      found.add(name);
      return true;
    }
  }
}
