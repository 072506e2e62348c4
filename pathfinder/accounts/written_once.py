"""Tables that are written once: nobody changes or deletes a row of theirs."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models


class WrittenOnceError(TypeError):
    """The trail is written once: nobody changes or deletes what is in it."""


class _Rows(models.QuerySet[Any]):
    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise WrittenOnceError(WrittenOnceError.__doc__)

    update = delete = bulk_update = update_or_create = _refuse
    aupdate = adelete = abulk_update = aupdate_or_create = _refuse

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        if kwargs.get("update_conflicts"):
            self._refuse()
        return super().bulk_create(objs, *args, **kwargs)


class WrittenOnce(models.Model):
    """Goes only with what it belongs to: a row that points at a person is erased with the person."""

    objects = _Rows.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise WrittenOnceError(WrittenOnceError.__doc__)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise WrittenOnceError(WrittenOnceError.__doc__)
