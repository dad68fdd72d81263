"""What a walk has changed in the database."""

# Statements that change no row, and the one table that belongs to the visitor alone.
HARMLESS = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")
OWN_SESSION = '"django_session"'


class Changes:
    """Compares what `read` returns, rows by label, with what it returned before. Put it around the database:

        changes = Changes(everything)
        with connection.execute_wrapper(changes): ...

    It reads again only after something was written: reading all rows costs more than most of the requests between.
    """

    def __init__(self, read):
        self.read, self.rows = read, read()
        self.was_written = False

    def __call__(self, execute, sql, params, many, context):
        if not sql.lstrip().startswith(HARMLESS) and OWN_SESSION not in sql:
            self.was_written = True
        return execute(sql, params, many, context)

    def since_last_asked(self) -> list[str]:
        """Return the labels under which anything is not what it was."""
        if not self.was_written:
            return []
        self.was_written, before = False, self.rows
        self.rows = self.read()
        return [label for label in self.rows if self.rows[label] != before[label]]
