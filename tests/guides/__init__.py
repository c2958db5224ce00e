"""The guides in ``Docs/Guides`` run as they stand, each from top to bottom in a folder of its own.

A guide is Markdown. What its fenced blocks say is done, by their language:

- ``console``: a terminal of 80 columns. Each line after ``$ `` is run by bash; what follows it is what a person sees.
- ``powershell`` with lines after ``PS> ``: the interactive shell, and what it shows.
- ``pycon``: Python's prompt, by `doctest`.
- any block with ``title="NAME"``: a file of that name and content is there from then on.
- other blocks are read only.

``...`` in what is seen stands for any text. The environment has a key, and the address of an emulator in which the
batch ``batch_abc123`` has ended, with the file ``file-abc123`` of its requests.
"""
