"""Where tasks wait: the tasks' own database backend, with an INSERT that is worded once."""

from typing import Any

from django_tasks_db import DatabaseBackend
from django_tasks_db.compat import normalize_json

from access.rows import insert


class Backend(DatabaseBackend):
    """The tasks' database, for the tasks that are enqueued in a rush."""

    def _task_to_db_task(self, task: Any, args: Any, kwargs: Any) -> Any:
        from django_tasks_db.models import DBTaskResult, get_date_max

        row: Any = DBTaskResult(
            id=self._get_id(),
            args_kwargs=normalize_json({"args": args, "kwargs": kwargs}),
            priority=task.priority,
            task_path=task.module_path,
            queue_name=task.queue_name,
            # A signal sets this for rows that are saved.
            run_after=task.run_after or get_date_max(),
            backend_name=self.alias,
        )
        insert(row)
        return row
