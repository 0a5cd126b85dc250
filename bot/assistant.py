"""The assistant: Rasa's agent with its actions, in this process."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import SQLAlchemyError

from bot import quiet
from bot.environment import prepare
from bot.message import as_plain_text, unreadable
from bot.model import RETRAIN, Model, ModelError, last_good
from bot.project import Project
from rules.errors import WenceError

if TYPE_CHECKING:
    from rasa.core.agent import Agent

    from bot.stores import FreshSessions, Saved

Reply = dict[str, Any]

APOLOGY = "抱歉，处理这句话时程序出了错，回答可能不完整。请稍后再试，或换一种说法。"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Assistant:
    """A loaded model that answers messages of any number of people, each known by a sender id."""

    agent: Agent
    store: FreshSessions
    model: Model

    @classmethod
    async def load(cls, project: Project, keep_conversations: bool = True) -> Assistant:
        """Loads the last good model of `project`.

        Conversations are kept in the store that endpoints.yml names, or only in memory.

        Raises:
            ModelError: there is no model whose bytes are those that were trained, or it cannot be loaded.
        """
        model = last_good(project)
        prepare(project)
        quiet.set_logging()
        from bot.stores import kept_conversations, passing_conversations

        store = kept_conversations(project) if keep_conversations else passing_conversations()
        try:
            agent = _load_agent(project, model.path, store, keep_conversations)
            # The first message would pay for jieba's dictionary and for what libraries import late.
            await agent.parse_message("你好")
        except WenceError:
            raise
        except Exception as error:
            raise ModelError(
                f"模型文件 {model.path.name} 加载不了（{type(error).__name__}）。{RETRAIN}"
            ) from error
        return cls(agent, store, model)

    async def reply(
        self,
        sender: str,
        text: str,
        channel: str = "rest",
        metadata: dict[str, Any] | None = None,
        message_id: str | None = None,
    ) -> list[Reply]:
        """Answers one message; those of one sender one after the other, in their order.

        message_id: by which `replied` finds the message again; a new one when None.

        Returns:
            Messages in Rasa's REST form: `recipient_id` and one or more of `text`, `buttons`,
            `custom`, `image`. Never empty: when an action failed, the last message says so. A text
            that cannot be read is answered so, and nothing of it is kept.

        Raises:
            SQLAlchemyError: the tracker could not be read or written; nothing of the message is kept.
        """
        from rasa.core.channels.channel import UserMessage

        from bot.inprocess import action_failed
        from bot.stores import last_saved

        last_saved.set(None)
        action_failed.set(False)
        plain = as_plain_text(text)
        if problem := unreadable(plain):
            return [{"recipient_id": sender, "text": problem}]
        message = UserMessage(
            plain,
            sender_id=sender,
            input_channel=channel,
            metadata=metadata,
            message_id=message_id,
        )
        try:
            replies = list(await self.agent.handle_message(message) or [])
        except SQLAlchemyError:
            raise
        except Exception:
            logger.exception("a message could not be answered; its turn is not kept")
            last_saved.set(None)
            return [{"recipient_id": sender, "text": APOLOGY}]
        if action_failed.get() or not replies:
            replies.append({"recipient_id": sender, "text": APOLOGY})
        return replies

    async def replied(self, sender: str, message_id: str) -> list[Reply] | None:
        """What was replied to a message; None when the tracker of `sender` does not hold it."""
        return await self.store.replied(sender, message_id)

    def last_saved(self) -> Saved | None:
        """What the conversation held after the last `reply` of the present task; None when nothing was kept of it."""
        from bot.stores import last_saved

        return last_saved.get()

    async def forget(self, sender: str) -> None:
        """Deletes the tracker of `sender`, after a turn that may be under way."""
        async with self.agent.lock_store.lock(sender):
            await self.store.delete(sender)


def _load_agent(
    project: Project, model: Path, store: FreshSessions, keep_conversations: bool
) -> Agent:
    from rasa.core.agent import Agent
    from rasa.core.lock_store import LockStore
    from rasa.utils.endpoints import read_endpoint_config

    from bot.inprocess import InProcessActions

    try:
        actions = InProcessActions(project.actions)
    except ImportError as error:
        raise WenceError(f"无法导入 {project.actions}：{error}") from error
    agent = Agent.load(
        str(model),
        tracker_store=store,
        lock_store=LockStore.create(
            read_endpoint_config(str(project.endpoints), "lock_store")
            if keep_conversations
            else None
        ),
        action_endpoint=actions,
    )
    # Rasa wraps the store by one that, when it fails, begins a new conversation in memory and says nothing.
    agent.tracker_store = agent.processor.tracker_store = store
    return agent
