from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Objects
from ...engine.values.enumeration import as_list
from ...errors import ExitCode, TerminatingError
from ..api import ApiParams
from ..body import bound_fields, to_plain
from ..objects import to_object
from ..params import lower_case
from .container import TYPE_NAME


@cmdlet("New-Container", outputs=TYPE_NAME)
class NewContainer(ApiParams):
    """Create a container: an environment in which a model runs code, with files of its own."""

    name = Param(
        "string",
        mandatory=True,
        position=0,
        validators=(ValidateNotNullOrEmpty(),),
        help="A name by which people find the container.",
    )
    expires_after_minutes = Param("int", help="Minutes without use after which the container is deleted.")
    expires_after_anchor = Param(
        "string", transform=lower_case, default="last_active_at", help="The time from which they count: last_active_at."
    )
    file_id = Param("string[]", aliases=("file_ids",), help="Uploaded files to copy into the container.")
    memory_limit = Param(
        "string", aliases=("memory_limit",), completions=("1g", "4g", "16g", "64g"), help="How much memory it has."
    )

    network_policy = Param(
        "object",
        own=True,
        aliases=("network_policy",),
        completions=("disabled",),
        help="Which hosts its code may reach: disabled, or a dictionary with type, allowed_domains and domain_secrets.",
    )
    allowed_domains = Param(
        "string[]",
        own=True,
        aliases=("allowed_domains",),
        validators=(ValidateNotNullOrEmpty(),),
        help="The hosts that its code may reach; no other one.",
    )
    skills = Param(
        "object[]",
        own=True,
        validators=(ValidateNotNullOrEmpty(),),
        help="Skills to put into it: ids, or dictionaries as the service describes them.",
    )

    examples = (
        Example(
            "New-Container analysis -ExpiresAfterMinutes 20",
            "Creates a container.",
            result=(
                "id             : cntr_4b2de9c5ccf65404e5a1796c\n"
                "object         : container\n"
                "name           : analysis\n"
                "status         : running\n"
                "expires_after  : @{anchor=last_active_at; minutes=20}\n"
                "memory_limit   : 1g\n"
                "created_at     : 11/28/2026 7:14:42 PM\n"
                "last_active_at : 11/28/2026 7:14:42 PM"
            ),
        ),
        Example("New-Container big -MemoryLimit 16g -FileId file-abc123", "Creates one with a file in it."),
        Example(
            "New-Container crawl -AllowedDomains pypi.org, files.pythonhosted.org",
            "Creates one whose code may reach two hosts.",
            result=(
                "id             : cntr_4b2de9c5ccf65404e5a1796c\n"
                "object         : container\n"
                "name           : crawl\n"
                "status         : running\n"
                "expires_after  : @{anchor=last_active_at; minutes=20}\n"
                "memory_limit   : 1g\n"
                "network_policy : @{type=allowlist; allowed_domains=System.Object[]}\n"
                "created_at     : 11/28/2026 7:14:43 PM\n"
                "last_active_at : 11/28/2026 7:14:43 PM"
            ),
        ),
    )
    failures = (
        Failure(
            "New-Container crawl -NetworkPolicy everything",
            "New-Container: -NetworkPolicy 'everything': as a text it can only be disabled. Name hosts with "
            "-AllowedDomains.",
            "InvalidArgument,New-Container",
            exit_code=2,
        ),
    )
    remarks = """\
    A container is charged by the time that it runs, and more with -MemoryLimit. It ends when nobody has used it for 20
    minutes, or for -ExpiresAfterMinutes; its files are gone then.
    """

    def process(self) -> Objects:
        body = bound_fields(self, {"Name": "name", "FileId": "file_ids", "MemoryLimit": "memory_limit"})
        if self.is_bound("ExpiresAfterMinutes"):
            body["expires_after"] = {"anchor": self.expires_after_anchor, "minutes": self.expires_after_minutes}
        policy = self._network_policy()
        if policy is not None:
            body["network_policy"] = policy
        if self.is_bound("Skills"):
            body["skills"] = [self._skill(skill) for skill in to_plain(as_list(self.skills))]
        yield to_object(self.call("containers", method="POST", body=body).json(), TYPE_NAME)

    def _network_policy(self) -> Any:
        """The policy: what -NetworkPolicy says, or an allow-list of -AllowedDomains; both together is ambiguous."""
        policy = to_plain(self.network_policy)
        if self.is_bound("AllowedDomains"):
            if policy is not None:
                raise self._refused("-NetworkPolicy and -AllowedDomains cannot be used together: give one of them.")
            return {"type": "allowlist", "allowed_domains": to_plain(as_list(self.allowed_domains))}
        if isinstance(policy, str):
            if policy.lower() != "disabled":
                raise self._refused(
                    f"-NetworkPolicy '{policy}': as a text it can only be disabled. Name hosts with -AllowedDomains."
                )
            return {"type": "disabled"}
        if policy is not None and not (isinstance(policy, dict) and policy.get("type")):
            raise self._refused("-NetworkPolicy: a dictionary needs a type, disabled or allowlist.")
        return policy

    def _skill(self, skill: Any) -> Any:
        """A skill by its id, or as it was described."""
        if isinstance(skill, str):
            return {"type": "skill_reference", "skill_id": skill}
        if not isinstance(skill, dict):
            raise self._refused(f"-Skills takes ids and dictionaries, not '{skill}'.")
        if "type" not in skill and "skill_id" in skill:
            return {"type": "skill_reference", **skill}
        return skill

    def _refused(self, message: str) -> TerminatingError:
        return self.stop_with(
            "InvalidArgument", message, "InvalidArgument", None, "System.ArgumentException", ExitCode.USAGE
        )
