"""The employer's way: may this person start, what to check and report, what helps. Over the same rulebook as the guide.

Start at `hiring.Hiring`: the role is `employer`, the firm's own facts begin with `employer_`, all others describe the worker.
"""
