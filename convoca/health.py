"""Whether this process lives, and whether it should be sent anybody."""

import asyncio
import shutil
from dataclasses import dataclass, field

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from convoca import draining
from realtime.reading import in_thread

SECONDS = 1.0
LEAST_FREE = 200_000_000


@dataclass
class Health:
    """What was seen last; migrations that were found applied stay so while a process runs."""

    migrated: bool = field(default=False)

    def look(self) -> str:
        """What is wrong, in one word; nothing if all is well."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if not self.migrated:
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                return "migrations"
            self.migrated = True
        if shutil.disk_usage(settings.DATA_DIR).free < LEAST_FREE:
            return "disk"
        return ""

    async def ready(self) -> str:
        """`look`, with the database given 1 s, but `draining` before all."""
        if draining.state.begun:
            return "draining"
        try:
            async with asyncio.timeout(SECONDS):
                return await in_thread(self.look)
        except (Error, TimeoutError):
            return "database"
        except OSError:
            return "disk"
