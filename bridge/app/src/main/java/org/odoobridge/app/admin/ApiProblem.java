package org.odoobridge.app.admin;

/** A request that is refused: becomes an RFC 9457 problem document with this status. */
final class ApiProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final String title;
  private final String remedy;

  ApiProblem(int status, String title, String detail, String remedy) {
    super(detail, null, false, false);
    this.status = status;
    this.title = title;
    this.remedy = remedy;
  }

  static ApiProblem badRequest(String detail, String remedy) {
    return new ApiProblem(400, "Bad request", detail, remedy);
  }

  static ApiProblem notFound(String detail) {
    return new ApiProblem(404, "Not found", detail, "");
  }

  static ApiProblem conflict(String detail, String remedy) {
    return new ApiProblem(409, "Not possible now", detail, remedy);
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  String detail() {
    return String.valueOf(getMessage());
  }

  String remedy() {
    return remedy;
  }
}
