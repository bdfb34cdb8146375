"""Where tasks wait: the tasks' own database backend, with an INSERT that is worded once."""

from typing import Any

from django_tasks.base import TaskResultStatus
from django_tasks.signals import task_enqueued
from django_tasks_db import DatabaseBackend
from django_tasks_db.backend import TaskResult

from access.rows import insert


class Backend(DatabaseBackend):
    """The tasks' database, for the tasks that are enqueued in a rush."""

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        """As the original, which looks the task up and validates it anew, twice for each job; it
        was validated when it was made.
        """
        row = self._task_to_db_task(task, args, kwargs)
        ready: Any = TaskResultStatus.READY
        result: Any = TaskResult(
            db_result=row,
            task=task,
            id=str(row.id),
            status=ready,
            enqueued_at=row.enqueued_at,
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=row.args_kwargs["args"],
            kwargs=row.args_kwargs["kwargs"],
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
        task_enqueued.send(type(self), task_result=result)
        return result

    def _task_to_db_task(self, task: Any, args: Any, kwargs: Any) -> Any:
        """Raises TypeError for arguments that are no JSON."""
        from django_tasks_db.models import DBTaskResult, get_date_max

        row: Any = DBTaskResult(
            id=self._get_id(),
            args_kwargs={"args": list(args), "kwargs": kwargs},
            priority=task.priority,
            task_path=task.module_path,
            queue_name=task.queue_name,
            # A signal sets this for rows that are saved.
            run_after=task.run_after or get_date_max(),
            backend_name=self.alias,
        )
        insert(row)
        return row
